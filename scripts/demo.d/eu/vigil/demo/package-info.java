/** Whole nodes as processes on loopback: made, started, spoken to through the command line, and killed from outside. */
package eu.vigil.demo;
