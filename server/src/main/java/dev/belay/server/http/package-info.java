/**
 * What every feature needs of HTTP: the table of routes, calls and answers, problem documents, bounded bodies, and the
 * listener itself. Features know this package; it knows no feature.
 */
@NullMarked
package dev.belay.server.http;

import org.jspecify.annotations.NullMarked;
