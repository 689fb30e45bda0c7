/** A message as a form: what an officer writes and what the node adds, as JSON, with everything that is wrong said at once. */
@NullMarked
package eu.vigil.protocol.form;

import org.jspecify.annotations.NullMarked;
