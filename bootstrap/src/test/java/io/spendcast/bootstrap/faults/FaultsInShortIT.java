package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.Processes.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One fault of each kind that leaves something behind, in one life: what the suite with the tag
 * tries by the hundred. The rest of it has quick tests of its own, beside what it attacks.
 */
final class FaultsInShortIT {
  @TempDir private Path directory;

  private Ended run(SmallShop shop, String... arguments) throws Exception {
    return Worker.inThisProcess(directory.resolve("said"), shop.line(arguments));
  }

  @Test
  void a_run_goes_on_after_a_kill_and_makes_again_what_is_damaged() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("shop"));
    Started killed = shop.start("run");
    while (killed.process().isAlive() && shop.commits() < 2) {
      killed.process().waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(killed.kill()).isTrue();
    Ended resumed = run(shop, "run");
    assertThat(resumed.exit()).as(resumed.text()).isZero();
    Map<String, String> figures = SmallShop.figures(resumed);
    assertThat(figures).containsEntry("version", "1").containsEntry("stage", "Production");
    // Cleaned sales would heal too, but all models would be trained again.
    String table = "predictions/shop/customer_spend_predictions";
    flip(shop.files(table).stream().filter(SmallShop::isData).findFirst().orElseThrow());
    Ended damaged = run(shop, "verify");
    assertThat(damaged.exit()).as(damaged.text()).isEqualTo(3);
    assertThat(damaged.json().at("/outputs/checked"))
        .filteredOn(checked -> checked.get("state").asText().equals("damaged"))
        .extracting(checked -> checked.get("name").asText())
        .contains(table);
    Ended healed = run(shop, "run");
    assertThat(healed.exit()).as(healed.text()).isZero();
    assertThat(SmallShop.figures(healed)).isEqualTo(figures);
    assertThat(healed.json().at("/outputs/set_aside").fieldNames())
        .toIterable()
        .containsExactly(table);
    Ended whole = run(shop, "verify");
    assertThat(whole.exit()).as(whole.text()).isZero();
  }

  private static void flip(Path file) throws Exception {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }
}
