/** What a person sees: lines, tables, colours, questions. Knows nothing of flags. */
@NullMarked
package dev.belay.cli.terminal;

import org.jspecify.annotations.NullMarked;
