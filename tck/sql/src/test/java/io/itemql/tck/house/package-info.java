/** The rules of the house as tests: walls between modules, cycles, lengths, and documents that say what is so. */
package io.itemql.tck.house;
