/** The directory on disk: a node reads it, an authority assembles the next one. */
@NullMarked
package eu.vigil.node.directory;

import org.jspecify.annotations.NullMarked;
