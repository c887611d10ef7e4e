package io.spendcast.adapters.mlflow.files;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that holds a lock until it is stopped, and says so once it does. */
final class HoldingProcess {
  private HoldingProcess() {}

  /** Holds the lock file that is named. */
  public static void main(String[] arguments) throws Exception {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(lock);
      Thread.sleep(60_000);
    }
  }
}
