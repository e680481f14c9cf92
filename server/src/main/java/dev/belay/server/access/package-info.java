/** Who may do what: access tokens of principals, keys of applications, and the first administrator. */
@NullMarked
package dev.belay.server.access;

import org.jspecify.annotations.NullMarked;
