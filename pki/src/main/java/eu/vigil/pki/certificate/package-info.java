/** Who a key speaks for: names, the profiles of certificates, and chains that end at one participant's own anchors. */
@NullMarked
package eu.vigil.pki.certificate;

import org.jspecify.annotations.NullMarked;
