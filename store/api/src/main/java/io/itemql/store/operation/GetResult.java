package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import java.util.Optional;

/**
 * What GetItem found.
 *
 * @param item empty if there is no such item; an item without attributes if nothing projected is in it
 */
public record GetResult(Optional<Item> item, ConsumedCapacity capacity) {}
