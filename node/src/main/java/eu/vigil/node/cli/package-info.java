/** The command line: one class a command, answers on standard output, one clear sentence on standard error if it fails. */
@NullMarked
package eu.vigil.node.cli;

import org.jspecify.annotations.NullMarked;
