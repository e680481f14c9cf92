/** Where a server keeps everything: in a folder of its own, or in a database that several nodes share. */
@NullMarked
package dev.belay.server.storage;

import org.jspecify.annotations.NullMarked;
