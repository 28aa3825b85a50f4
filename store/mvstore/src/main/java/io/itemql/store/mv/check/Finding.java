package io.itemql.store.mv.check;

/**
 * Something that is not as it should be.
 *
 * @param place where, for people
 * @param what what was found there
 */
public record Finding(String place, String what) {}
