package dev.sinew.runtime.policy;

import java.util.concurrent.CountDownLatch;

/// A process that is asked to end while it opens and asks policies, and takes half a second to end, as a robot that
/// must be stopped first does. Says so at the end of it.
final class OpeningWhileEnding {
    private OpeningWhileEnding() {}

    public static void main(String[] arguments) throws InterruptedException {
        OnnxLibrary.prepare();
        byte[] model = OnnxWriter.network(7, "Relu", 9, 64, 64, 2);
        CountDownLatch opened = new CountDownLatch(1);
        Thread opening = new Thread(() -> {
            while (true) {
                try (OnnxPolicy policy = OnnxPolicy.open(model, 9, 2)) {
                    if (!policy.act(new float[9], new float[2])) {
                        Runtime.getRuntime().halt(3);
                    }
                    opened.countDown();
                } catch (PolicyException refused) {
                    System.out.println(refused.getMessage());
                    Runtime.getRuntime().halt(4);
                }
            }
        });
        opening.setDaemon(true);
        opening.start();
        opened.await();
        Runtime.getRuntime().addShutdownHook(new Thread(OpeningWhileEnding::takesHalfASecond));
        System.exit(0);
    }

    private static void takesHalfASecond() {
        try {
            Thread.sleep(500);
            System.out.println("stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
