package io.spendcast.domain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.registry.ModelLock.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelLockTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(6));

  /** Two names cannot be the same one's; all else is as a registry does it. */
  private final Map<String, Held> models = new TreeMap<>();

  /** What others do before a dead lock is renamed, each once. */
  private final Queue<Runnable> meanwhile = new ArrayDeque<>();

  private final List<String> done = new ArrayList<>();

  private final class Models implements ModelLock.Place<RuntimeException> {
    private boolean losesAnswers;

    @Override
    public boolean create(String owner) {
      boolean made = models.putIfAbsent("lock", new Held(owner, NOW, false)) == null;
      return made && !losesAnswers;
    }

    @Override
    public Optional<Held> find() {
      return Optional.ofNullable(models.get("lock"));
    }

    @Override
    public void setAside(Held dead) {
      Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
      String name = "dead-" + dead.since();
      if (!models.containsKey(name) && models.containsKey("lock")) {
        models.put(name, models.remove("lock"));
      }
    }

    @Override
    public void free(String owner) {
      models.values().removeIf(lock -> lock.owner().equals(owner));
    }

    @Override
    public void clear() {
      models.keySet().removeIf(name -> name.startsWith("dead-"));
    }

    @Override
    public void await(int attempt) {
      if (attempt == 3) {
        throw new IllegalStateException("waited long enough");
      }
    }
  }

  private ModelLock<RuntimeException> lock(String owner) {
    return new ModelLock<>(new Models(), owner, CLOCK);
  }

  @Test
  void the_lock_is_there_during_the_work_and_gone_after_it() {
    String held = lock("we").holding(() -> models.get("lock").owner());
    assertThat(held).isEqualTo("we");
    assertThat(models).isEmpty();
  }

  @Test
  void the_lock_of_another_is_waited_for() {
    models.put("lock", new Held("another", NOW.minus(Duration.ofMinutes(4)), false));
    assertThatThrownBy(() -> lock("we").holding(() -> done.add("work")))
        .hasMessage("waited long enough");
    assertThat(done).isEmpty();
    assertThat(models.get("lock").owner()).isEqualTo("another");
  }

  @Test
  void a_lock_whose_answer_was_lost_is_ours() {
    Models models = new Models();
    models.losesAnswers = true;
    assertThat(new ModelLock<>(models, "we", CLOCK).holding(() -> done.add("work"))).isTrue();
    assertThat(this.models).isEmpty();
  }

  @Test
  void an_old_lock_and_that_of_a_dead_writer_go_and_leave_nothing() {
    for (Held dead : List.of(new Held("old", LONG_AGO, false), new Held("dead", NOW, true))) {
      models.put("lock", dead);
      lock("we").holding(() -> done.add("work"));
      assertThat(models).isEmpty();
    }
    assertThat(done).hasSize(2);
  }

  @Test
  void who_finds_a_dead_lock_late_does_not_take_the_next_one_for_it() {
    models.put("lock", new Held("dead", LONG_AGO, false));
    meanwhile.add(
        () -> {
          new Models().setAside(models.get("lock"));
          models.put("lock", new Held("another", NOW, false));
        });
    assertThatThrownBy(() -> lock("we").holding(() -> done.add("work")))
        .hasMessage("waited long enough");
    assertThat(done).isEmpty();
    assertThat(models.get("lock").owner()).isEqualTo("another");
  }

  @Test
  void who_lost_the_lock_to_another_leaves_it_there() {
    lock("we").holding(() -> models.put("lock", new Held("another", NOW, false)));
    assertThat(models.get("lock").owner()).isEqualTo("another");
  }
}
