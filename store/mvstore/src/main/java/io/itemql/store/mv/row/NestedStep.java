package io.itemql.store.mv.row;

import io.itemql.item.AttributePath.Step;
import io.itemql.store.mv.key.Utf8;

/** A step of a path, prepared for looking into stored maps and lists. */
final class NestedStep {
    /** A position that no list has. */
    private static final int NOWHERE = -1;

    private final Dictionary dictionary;
    private final String text;
    private final byte[] name;
    private final int position;
    private int number = Dictionary.UNKNOWN;

    NestedStep(Step step, Dictionary dictionary) {
        this.dictionary = dictionary;
        if (step instanceof Step.Name into && Utf8.isEncodable(into.name())) {
            text = into.name();
            name = Utf8.encode(text);
            position = NOWHERE;
        } else {
            text = null;
            name = null;
            position = step instanceof Step.Position at ? at.index() : NOWHERE;
        }
    }

    /** The name of a map's entry in UTF-8; null for a step into a list. */
    byte[] name() {
        return name;
    }

    int position() {
        return position;
    }

    /** The number of the name, which the dictionary may have learnt since the last call. */
    int number() {
        if (number == Dictionary.UNKNOWN) {
            number = dictionary.nestedName(text);
        }
        return number;
    }
}
