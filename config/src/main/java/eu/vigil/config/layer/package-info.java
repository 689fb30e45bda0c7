/** What was written, and where: files, the environment and properties become trees of texts, laid one over the other. */
@NullMarked
package eu.vigil.config.layer;

import org.jspecify.annotations.NullMarked;
