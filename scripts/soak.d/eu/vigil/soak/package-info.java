/** Two real nodes under load, killed at arbitrary moments; what people were told is compared with what is there in the end. */
package eu.vigil.soak;
