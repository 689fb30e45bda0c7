/** The operator's side over HTTP: who comes is known before what they want is read; loopback unless told otherwise. */
@NullMarked
package eu.vigil.node.operator;

import org.jspecify.annotations.NullMarked;
