package io.itemql.plan.value;

import io.itemql.item.Value;

/**
 * A date, a time or a timestamp that a plan computed. Items store none of them: a write stores its {@code toString},
 * the ISO-8601 text, whose byte order is the order of time.
 */
public sealed interface TemporalValue extends Value permits DateValue, TimeValue, TimestampValue {}
