/** What a package needs beside the jars, made from what the program knows of itself: manual pages, completion, the list of parts. */
@NullMarked
package eu.vigil.dist;

import org.jspecify.annotations.NullMarked;
