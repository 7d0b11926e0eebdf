package dev.sinew.config.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Text to a [Node] tree by Jackson's tokens. Refuses what makes a file say other things than it shows: repeated
/// keys, anchors and aliases, tags, more than one document.
final class NodeParser {
    private static final int DEEPEST = 32;

    private final String file;
    private final JsonParser tokens;

    private NodeParser(String file, JsonParser tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    static Node.Mapping yaml(String file, String text) {
        return parse(file, text, new YAMLFactory());
    }

    static Node.Mapping json(String file, String text) {
        return parse(file, text, new JsonFactory());
    }

    private static Node.Mapping parse(String file, String text, JsonFactory format) {
        try (JsonParser tokens = format.createParser(text)) {
            return new NodeParser(file, tokens).document();
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null
                    ? 1
                    : Math.max(1, broken.getLocation().getLineNr());
            throw new DocumentException(file, line, "cannot be parsed: " + sentences(broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new DocumentException(file, "cannot be read: " + impossible.getMessage());
        }
    }

    /// SnakeYAML mixes sentences with indented pictures of the place.
    private static String sentences(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(": "));
    }

    private Node.Mapping document() throws IOException {
        JsonToken first = tokens.nextToken();
        if (first != JsonToken.START_OBJECT) {
            int line = first == null ? 1 : line();
            throw new DocumentException(
                    file,
                    line,
                    "must hold keys with values, was "
                            + (first == null
                                    ? "empty"
                                    : "a " + (first == JsonToken.START_ARRAY ? "list" : "single value")));
        }
        Node.Mapping root = mapping(1);
        if (tokens.nextToken() != null) {
            throw new DocumentException(file, line(), "must end here: a second document follows");
        }
        return root;
    }

    private Node.Mapping mapping(int depth) throws IOException {
        int start = line();
        plain();
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String key = tokens.currentName();
            int line = line();
            plain();
            tokens.nextToken();
            Node.Entry first = entries.putIfAbsent(key, new Node.Entry(line, value(depth + 1)));
            if (first != null) {
                throw new DocumentException(
                        file, line, "key '" + key + "' stands twice, first at line " + first.line());
            }
        }
        return new Node.Mapping(start, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries)));
    }

    private Node.Sequence sequence(int depth) throws IOException {
        int start = line();
        plain();
        List<Node> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new Node.Sequence(start, List.copyOf(items));
    }

    private Node value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new DocumentException(file, line(), "must nest at most " + DEEPEST + " levels deep");
        }
        JsonToken token = tokens.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(depth);
        }
        plain();
        return token == JsonToken.VALUE_NULL ? new Node.Empty(line()) : new Node.Scalar(line(), tokens.getText());
    }

    private void plain() throws IOException {
        boolean alias = tokens instanceof YAMLParser yaml && yaml.isCurrentAlias();
        if (alias || tokens.getObjectId() != null || tokens.getTypeId() != null) {
            throw new DocumentException(file, line(), "anchors (&), aliases (*) and tags (!) are not allowed");
        }
    }

    private int line() {
        return tokens.currentTokenLocation().getLineNr();
    }
}
