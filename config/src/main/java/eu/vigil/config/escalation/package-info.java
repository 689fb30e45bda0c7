/** Who is paged, how, and when, as it is written: names and times only, no decision. */
@NullMarked
package eu.vigil.config.escalation;

import org.jspecify.annotations.NullMarked;
