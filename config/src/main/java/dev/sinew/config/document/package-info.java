/// YAML and JSON files read strictly into typed values. Every error names file, line, key, what is allowed and what
/// was found; a key that nobody asked for is an error. Read [Section] first: it is what a reader of a file works
/// with.
@NullMarked
package dev.sinew.config.document;

import org.jspecify.annotations.NullMarked;
