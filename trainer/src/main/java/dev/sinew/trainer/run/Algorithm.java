package dev.sinew.trainer.run;

import dev.sinew.config.document.Section;

/// One algorithm that trainings can name.
///
/// @param name as it is typed, such as `sac`
/// @param title its name in words
/// @param paper where it was published
/// @param use what it is good for, in one line
/// @param reader makes its method of a settings file
public record Algorithm(String name, String title, String paper, String use, Reader reader) {
    /// Makes the method of a settings file.
    @FunctionalInterface
    public interface Reader {
        /// {@return the method}
        ///
        /// @param file the whole settings file; numbers of the learner are in its section `learner`
        Method read(Section file);
    }
}
