/** Cases at rest: each under a key of its own, so that destroying the key erases the case and leaves every proof intact. */
@NullMarked
package eu.vigil.pki.vault;

import org.jspecify.annotations.NullMarked;
