/** How fast it is: real nodes on loopback under load, and what the machine itself can do, measured in the same run. */
@NullMarked
package eu.vigil.bench;

import org.jspecify.annotations.NullMarked;
