package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.cluster.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk of its own that holds a shop, as small as it needs to be, in memory and seen by one worker
 * alone.
 */
record SmallDisk(Path place, Worker worker) implements AutoCloseable {
  /** Puts a file system over the directory, with what was in it, and goes on. */
  private static final String MOUNTED =
      """
      set -e
      disk=$1; shift
      copy=$(mktemp -d)
      cp -a "$disk/." "$copy"
      mount -t tmpfs -o size=1m tmpfs "$disk"
      cp -a "$copy/." "$disk"
      rm -rf "$copy"
      exec "$@"
      """;

  /** One over the directory of a shop; the worker leaves what it says in a folder. */
  static SmallDisk of(SmallShop shop, Path answers) throws IOException, InterruptedException {
    Machine.requireNamespaces();
    List<String> before = new ArrayList<>(Machine.unshare().orElseThrow());
    before.addAll(List.of("sh", "-c", MOUNTED, "sh", shop.folder().toString()));
    Worker worker = new Worker(answers, Map.of(), before);
    // The disk is there, with what was in it, once something has run.
    assertThat(worker.run(List.of("--version")).exit()).isZero();
    return new SmallDisk(shop.folder(), worker);
  }

  /** Mounts it in another way, such as {@code size=64k} or {@code ro}. */
  void remount(String options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("nsenter", "-t", Long.toString(worker.pid()), "-m"));
    if (Machine.unshare().orElseThrow().contains("-rm")) {
      command.addAll(List.of("-U", "--preserve-credentials"));
    }
    command.addAll(List.of("mount", "-o", "remount," + options, place.toString()));
    Process mount = new ProcessBuilder(command).inheritIO().start();
    assertThat(mount.waitFor()).as("%s", command).isZero();
  }

  @Override
  public void close() {
    worker.close();
  }
}
