package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxLibraryTest {
    @Test
    void keepsToTheCacheThatTheUserNames() {
        assertEquals(Path.of("/a"), OnnxLibrary.userCache(Map.of("SINEW_CACHE", "/a", "XDG_CACHE_HOME", "/b")));
        assertEquals(Path.of("/b/sinew"), OnnxLibrary.userCache(Map.of("XDG_CACHE_HOME", "/b")));
        assertEquals(Path.of(System.getProperty("user.home"), ".cache", "sinew"), OnnxLibrary.userCache(Map.of()));
    }
}
