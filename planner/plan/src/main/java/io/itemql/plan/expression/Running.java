package io.itemql.plan.expression;

/** An expression that reads rows of its own: it has a value only while a statement runs. */
public interface Running extends Expression {}
