/** The directories in force: read, verified, and only then believed. */
@NullMarked
package eu.vigil.node.directory;

import org.jspecify.annotations.NullMarked;
