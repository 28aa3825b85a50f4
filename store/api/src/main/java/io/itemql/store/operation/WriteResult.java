package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import java.util.Optional;

/**
 * What a write gives back.
 *
 * @param attributes what {@link ReturnValues} asked for; empty if that is nothing
 */
public record WriteResult(Optional<Item> attributes, ConsumedCapacity capacity) {}
