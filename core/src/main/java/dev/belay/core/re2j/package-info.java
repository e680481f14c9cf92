/**
 * RE2/J, whose classes the build puts here under another name (licence: {@code META-INF/licenses/re2j.txt}), and what has to
 * see its inside. Not for other modules.
 */
@NullMarked
package dev.belay.core.re2j;

import org.jspecify.annotations.NullMarked;
