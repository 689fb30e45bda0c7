package eu.vigil.node.doctor;

import java.util.OptionalLong;

/**
 * The file system of the data folder.
 *
 * @param freeBytes what this user may still write
 * @param inodes how many files it can hold; empty if it does not count
 * @param freeInodes how many more
 */
public record DiskFacts(long freeBytes, OptionalLong inodes, OptionalLong freeInodes) {}
