package io.itemql.store.mv.journal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that wait for the same force. The first one to join leads: when the force before theirs is over it closes
 * the group, forces once for all of them, and wakes them.
 *
 * <p>Followers sleep without any lock. Were they to queue for one, they would come out of it one after the other, each
 * woken by the one before, only to find their work done; with 32 writers on two cores that queue took longer than the
 * force.
 */
final class ForceGroup {
    /** Somebody who waits. */
    static final class Member {
        private final long position;
        private final Thread thread = Thread.currentThread();
        private Member next;
        private volatile boolean released;

        /** @param position up to where the journal must be on the disk */
        Member(long position) {
            this.position = position;
        }

        /** Sleeps until the group is released; an interrupted thread stays interrupted. */
        void sleep() {
            boolean interrupted = false;
            while (!released) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }
    }

    /** What a thread is in a group. */
    enum Role {
        LEADER,
        FOLLOWER,
        /** The group was closed before. */
        NONE
    }

    private static final Member CLOSED = new Member(0);

    private final AtomicReference<Member> last = new AtomicReference<>();
    private Member members;

    Role join(Member member) {
        while (true) {
            Member before = last.get();
            if (before == CLOSED) {
                return Role.NONE;
            }
            member.next = before;
            if (last.compareAndSet(before, member)) {
                return before == null ? Role.LEADER : Role.FOLLOWER;
            }
        }
    }

    /** Lets nobody in any more; called by the leader. Returns up to where the members need the journal. */
    long close() {
        members = last.getAndSet(CLOSED);
        long position = 0;
        for (Member member = members; member != null; member = member.next) {
            position = Math.max(position, member.position);
        }
        return position;
    }

    /** Wakes everybody; called by the leader. */
    void release() {
        Thread self = Thread.currentThread();
        Member member = members;
        while (member != null) {
            // Read before, because a member that is released is gone.
            Member next = member.next;
            member.released = true;
            if (member.thread != self) {
                LockSupport.unpark(member.thread);
            }
            member = next;
        }
    }
}
