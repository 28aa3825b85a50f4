package io.itemql.store.mv.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.FragileDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

final class JournalTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final long STORE = 4711;
    private static final long LARGE = 1 << 20;
    private static final int RECORD_BYTES = 20 + 1 + 1 + 1 + 2 + 10;

    private final FragileDirectory directory = new FragileDirectory(new Random(SEED));

    private static byte[] key(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    private static long put(Journal journal, int number) {
        return journal.append(RecordType.PUT, 1, key(number), new byte[10]);
    }

    private static List<Integer> read(FragileDirectory directory, long from) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        new JournalScan(directory, STORE).read(from, record -> {
            assertEquals(RecordType.PUT, record.type());
            assertArrayEquals(new byte[10], record.value());
            numbers.add((record.key()[0] & 0xff) << 8 | (record.key()[1] & 0xff));
        });
        return numbers;
    }

    private Journal filled(int records, Durability durability, long segmentBytes) throws IOException {
        Journal journal = Journal.create(directory, STORE, durability, segmentBytes);
        for (int i = 0; i < records; i++) {
            journal.await(put(journal, i));
        }
        return journal;
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void recordsComeBackInOrderAcrossSegments() throws IOException {
        Journal journal = filled(100, Durability.SYNC, 500);
        assertTrue(directory.list().size() > 5);
        assertEquals(100 * RECORD_BYTES, journal.position());
        assertEquals(numbers(0, 100), read(directory, 0));
        assertEquals(numbers(90, 100), read(directory, 90 * RECORD_BYTES));
        journal.close();
        assertEquals(numbers(0, 100), read(directory, 0));
    }

    @Test
    void trimmingKeepsWhatIsBehindThePosition() throws IOException {
        Journal journal = filled(100, Durability.SYNC, 500);
        int files = directory.list().size();
        journal.trim(50 * RECORD_BYTES);
        assertTrue(directory.list().size() < files);
        assertEquals(numbers(50, 100), read(directory, 50 * RECORD_BYTES));
        ItemException e = assertThrows(ItemException.class, () -> read(directory, 0));
        assertEquals(ErrorCode.STORE_DAMAGED, e.code());
    }

    @Test
    void tornEndIsCutAndTheJournalGoesOnThere() throws IOException {
        Journal journal = filled(10, Durability.SYNC, LARGE);
        FragileDirectory torn = directory.afterKill();
        // The last record never got there completely.
        torn.flipBit(JournalSegment.nameOf(0), (40 + 9 * RECORD_BYTES + 30) * 8L);
        JournalScan.End end = new JournalScan(torn, STORE).read(0, record -> {});
        assertEquals(9 * RECORD_BYTES, end.position());
        Journal next = Journal.open(torn, STORE, Durability.SYNC, LARGE, end);
        next.await(put(next, 500));
        List<Integer> expected = numbers(0, 9);
        expected.add(500);
        assertEquals(expected, read(torn, 0));
        journal.close();
    }

    @Test
    void everyFlippedBitBeforeTheLastForceIsDamage() throws IOException {
        filled(6, Durability.SYNC, LARGE);
        for (long bit = 0; bit < (40 + 5 * RECORD_BYTES) * 8L; bit++) {
            if (bit >= 28 * 8 && bit < 40 * 8) {
                continue;
            }
            FragileDirectory damaged = directory.afterKill();
            damaged.flipBit(JournalSegment.nameOf(0), bit);
            long place = bit;
            ItemException e = assertThrows(ItemException.class, () -> read(damaged, 0), () -> "bit " + place);
            assertEquals(ErrorCode.STORE_DAMAGED, e.code());
        }
    }

    @Test
    void aGroupIsReadWholeOrNotAtAll() throws IOException {
        Journal journal = filled(3, Durability.SYNC, LARGE);
        long start = journal.position();
        List<NewRecord> group = new ArrayList<>();
        for (int i = 10; i < 14; i++) {
            group.add(new NewRecord(RecordType.PUT, 1, key(i), new byte[10]));
        }
        long end = journal.appendGroup(group);
        journal.await(end);
        List<Integer> whole = numbers(0, 3);
        whole.addAll(numbers(10, 14));
        assertEquals(whole, read(directory, 0));
        assertEquals(
                end, new JournalScan(directory, STORE).read(0, record -> {}).position());
        for (long bit = (40 + start) * 8L; bit < (40 + end) * 8L; bit++) {
            FragileDirectory torn = directory.afterKill();
            torn.flipBit(JournalSegment.nameOf(0), bit);
            assertEquals(numbers(0, 3), read(torn, 0), "bit " + bit);
            assertEquals(
                    start, new JournalScan(torn, STORE).read(0, record -> {}).position());
        }
        // A record that was made when the group was known to be on the disk proves that it was whole.
        journal.await(put(journal, 20));
        FragileDirectory damaged = directory.afterKill();
        damaged.flipBit(JournalSegment.nameOf(0), (40 + start + 100) * 8L);
        assertEquals(
                ErrorCode.STORE_DAMAGED,
                assertThrows(ItemException.class, () -> read(damaged, 0)).code());
    }

    @Test
    void badRecordBeforeAnotherSegmentIsDamage() throws IOException {
        filled(20, Durability.OS, 300);
        FragileDirectory damaged = directory.afterKill();
        damaged.flipBit(JournalSegment.nameOf(0), (40 + 3 * RECORD_BYTES) * 8L);
        assertEquals(
                ErrorCode.STORE_DAMAGED,
                assertThrows(ItemException.class, () -> read(damaged, 0)).code());
    }

    @Test
    void segmentsOfAnotherStoreAreRefused() throws IOException {
        filled(1, Durability.SYNC, LARGE);
        assertEquals(
                ErrorCode.STORE_DAMAGED,
                assertThrows(ItemException.class, () -> new JournalScan(directory, 1).read(0, record -> {}))
                        .code());
    }

    @Test
    void osDurabilityWritesButDoesNotForce() throws IOException {
        Journal journal = filled(3, Durability.OS, LARGE);
        assertEquals(numbers(0, 3), read(directory.afterKill(), 0));
        journal.force(journal.position());
        assertEquals(numbers(0, 3), read(directory.afterPowerLoss(), 0));
    }

    @Test
    void writersThatWaitTogetherShareForces() throws Exception {
        Journal journal = Journal.create(directory, STORE, Durability.SYNC, LARGE);
        directory.failAt(Long.MAX_VALUE, false);
        int writers = 16;
        int rounds = 50;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int round = 0; round < rounds; round++) {
                        long position = put(journal, round);
                        start.await();
                        journal.await(position);
                    }
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        // Everybody of a round had appended before anybody waited: one or two groups, a write and a force each.
        assertTrue(directory.operations() <= rounds * 4 + 10, directory.operations() + " operations");
        assertEquals(writers * rounds, read(directory.afterPowerLoss(), 0).size());
    }

    @Test
    void nothingIsTakenAfterAFailure() throws IOException {
        Journal journal = filled(3, Durability.SYNC, LARGE);
        directory.failAt(1, true);
        long position = put(journal, 3);
        assertThrows(ItemException.class, () -> journal.await(position));
        // The disk works again, but what it has lost is not known.
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, () -> put(journal, 4)).code());
        assertThrows(ItemException.class, () -> journal.await(position));
        assertTrue(journal.hasFailed());
    }
}
