/**
 * Kills nodes of a cluster and its database again and again while many write and read, and checks that what they were
 * told is what one copy that does one thing after another would have told them.
 */
@NullMarked
package dev.belay.verification.cluster;

import org.jspecify.annotations.NullMarked;
