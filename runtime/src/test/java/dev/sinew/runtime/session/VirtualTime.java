package dev.sinew.runtime.session;

import dev.sinew.hal.bus.MonotonicClock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Time that passes only while every thread of a session sleeps: it then jumps to the earliest wake-up, and that
/// thread alone goes on until it sleeps again. So the threads take turns in an order that is the same in every run,
/// and work takes no time unless it sleeps. A thread that waits for another in any way but by this clock stops time
/// for good, which a test sees as its time limit.
///
/// The thread that makes it has the first turn. Threads that do not sleep by it are not held up, but time waits now and
/// then for the recorder, which reads what the loop leaves behind much faster than any robot would.
final class VirtualTime implements SessionTime, MonotonicClock {
    private static final long JOIN_STEP_NANOS = 1_000_000;
    private static final int RECORDER_EVERY = 500; // of the journal's 4096 ticks

    private final PriorityQueue<Turn> sleepers = new PriorityQueue<>(Turn.EARLIEST);
    private final Set<Thread> ended = new HashSet<>();
    private long now = 7_000_000_000L; // any value, as with System.nanoTime
    private long sleeps;

    /// A thread asleep.
    private static final class Turn {
        private static final Comparator<Turn> EARLIEST =
                Comparator.<Turn>comparingLong(turn -> turn.due).thenComparingLong(turn -> turn.order);
        private final long due;
        private final long order;
        private boolean awake;

        Turn(long due, long order) {
            this.due = due;
            this.order = order;
        }
    }

    @Override
    public MonotonicClock clock() {
        return this;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public void sleepUntil(long deadline) {
        if (slept(deadline) % RECORDER_EVERY == 0) {
            awaitRecorders();
        }
    }

    /// {@return the number of this sleep among all}
    private synchronized long slept(long deadline) {
        if (deadline <= now) {
            return sleeps;
        }
        Turn mine = add(deadline);
        wakeNext();
        await(mine);
        return mine.order;
    }

    /// A recorder waits only when it has read everything there is.
    private static void awaitRecorders() {
        for (Thread thread : threads()) {
            while (thread != null
                    && thread.getName().equals("recorder")
                    && thread.isAlive()
                    && thread.getState() != Thread.State.TIMED_WAITING) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private static Thread[] threads() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[2 * group.activeCount() + 8];
        group.enumerate(threads);
        return threads;
    }

    private Turn add(long due) {
        Turn turn = new Turn(due, sleeps++);
        sleepers.add(turn);
        return turn;
    }

    private void wakeNext() {
        Turn next = sleepers.poll();
        if (next != null) {
            now = Math.max(now, next.due);
            next.awake = true;
            notifyAll();
        }
    }

    private synchronized void await(Turn mine) {
        while (!mine.awake) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a session's threads", e);
            }
        }
    }

    @Override
    public synchronized Thread start(String name, Runnable work) {
        Turn first = add(now);
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            await(first);
            try {
                work.run();
            } finally {
                end();
            }
        });
    }

    private synchronized void end() {
        ended.add(Thread.currentThread());
        wakeNext();
    }

    @Override
    public void join(Thread thread) {
        while (!hasEnded(thread)) {
            sleepUntil(nanos() + JOIN_STEP_NANOS);
        }
    }

    private synchronized boolean hasEnded(Thread thread) {
        return ended.contains(thread);
    }
}
