/** A new node on disk: keys, certificates, first people and first configuration, made once and never over another's. */
@NullMarked
package eu.vigil.node.enrolment;

import org.jspecify.annotations.NullMarked;
