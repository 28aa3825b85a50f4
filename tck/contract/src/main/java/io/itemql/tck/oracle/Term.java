package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/** An expression as parsed. Two terms are equal if they were written alike, which GROUP BY relies on. */
sealed interface Term {
    record Literal(AttributeValue value) implements Term {}

    record Missing() implements Term {}

    /** @param index from 0 */
    record Parameter(int index) implements Term {}

    /** An attribute, or a range variable of FROM. */
    record Name(String name) implements Term {}

    record Field(Term base, String name) implements Term {}

    record Element(Term base, Term position) implements Term {}

    record ListOf(List<Term> elements) implements Term {}

    record BagOf(List<Term> elements) implements Term {}

    record MapOf(List<Term> names, List<Term> values) implements Term {}

    record Negation(Term operand) implements Term {}

    /** {@code + - * / % ||}. */
    record Arithmetic(String operator, Term left, Term right) implements Term {}

    /** {@code = <> < <= > >=}. */
    record Comparison(String operator, Term left, Term right) implements Term {}

    record And(Term left, Term right) implements Term {}

    record Or(Term left, Term right) implements Term {}

    record Not(Term operand) implements Term {}

    record Between(Term operand, Term lower, Term upper) implements Term {}

    record InList(Term operand, List<Term> members) implements Term {}

    /** IN over the members of a list or set that an expression gives. */
    record InCollection(Term operand, Term collection) implements Term {}

    record InQuery(Term operand, Query query) implements Term {}

    record Exists(Query query) implements Term {}

    record ScalarQuery(Query query) implements Term {}

    record Like(Term operand, Term pattern, Optional<Term> escape) implements Term {}

    /** {@code IS} a word: NULL, MISSING, TRUE, FALSE, UNKNOWN or the name of a type. */
    record Is(Term operand, String what) implements Term {}

    /** CASE; a simple one has been made a searched one. */
    record Case(List<Term> conditions, List<Term> results, Optional<Term> otherwise) implements Term {}

    /** @param type in upper case, without arguments */
    record Cast(Term operand, String type) implements Term {}

    /** @param name in upper case */
    record Call(String name, List<Term> arguments) implements Term {}

    /**
     * @param name in upper case
     * @param argument absent for {@code COUNT(*)}
     */
    record Aggregate(String name, boolean distinct, Optional<Term> argument) implements Term {}
}
