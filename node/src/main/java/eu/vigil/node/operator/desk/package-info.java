/** What people do with requests, as one port: the HTTP side and the console ask, casework answers. */
@NullMarked
package eu.vigil.node.operator.desk;

import org.jspecify.annotations.NullMarked;
