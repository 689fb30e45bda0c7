/** Where private keys live: one PKCS#12 file behind a secret that the configuration only refers to. */
@NullMarked
package eu.vigil.pki.key;

import org.jspecify.annotations.NullMarked;
