/** An envelope arrives: it is opened, checked, made durable with its decision, and receipted. */
@NullMarked
package eu.vigil.node.intake;

import org.jspecify.annotations.NullMarked;
