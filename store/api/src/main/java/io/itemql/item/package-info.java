/**
 * The values of an item: the ten types of DynamoDB as {@link io.itemql.item.AttributeValue},
 * {@link io.itemql.item.Item} on top of them, paths into them, their order, size and limits. Immutable, no I/O, JDK
 * only.
 *
 * <p>Source of the rules: the DynamoDB developer guide, "Supported data types and naming rules" and "Item sizes and
 * formats", as restated in the project's reference for the item API.
 */
package io.itemql.item;
