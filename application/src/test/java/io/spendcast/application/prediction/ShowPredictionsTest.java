package io.spendcast.application.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.prediction.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowPredictionsTest {
  private static final Property TOP = new Property("value", "top tenth");

  @TempDir private static Path directory;
  private static InMemoryWorld world;
  private static RunId run;

  @BeforeAll
  static void run_once() {
    world = new InMemoryWorld(directory);
    run = world.run().manifest().run();
  }

  private static ShowPredictions.Result show(WantedPredictions wanted) {
    return world.show().show(wanted, Optional.empty());
  }

  private static WantedPredictions of(Optional<CustomerId> customer, Optional<Property> segment) {
    return new WantedPredictions(Optional.empty(), customer, segment, Integer.MAX_VALUE);
  }

  private static WantedPredictions all() {
    return of(Optional.empty(), Optional.empty());
  }

  @Test
  void the_highest_come_first_with_their_batch_and_currency() {
    ShowPredictions.Result all = show(all());
    assertThat(all.rows()).isEqualTo(all.batch().customers());
    assertThat(all.predictions())
        .isSortedAccordingTo(Comparator.comparingDouble(Prediction::spend).reversed());
    assertThat(all.currency()).hasValue("EUR");
    ShowPredictions.Result three = show(WantedPredictions.highest(run, 3));
    assertThat(three.predictions()).isEqualTo(all.predictions().subList(0, 3));
    assertThat(three.rows()).isEqualTo(3);
  }

  @Test
  void a_customer_or_a_segment_is_shown_alone() {
    ShowPredictions.Result all = show(all());
    Prediction one = all.predictions().get(7);
    assertThat(show(of(Optional.of(one.customer()), Optional.empty())).predictions())
        .containsExactly(one);
    assertThat(show(of(Optional.empty(), Optional.of(TOP))).predictions())
        .hasSizeBetween(1, all.predictions().size() / 5)
        .isEqualTo(
            all.predictions()
                .subList(0, show(of(Optional.empty(), Optional.of(TOP))).predictions().size()));
  }

  @Test
  void what_goes_to_a_file_is_counted_and_not_shown() throws IOException {
    Path file = directory.resolve("highest.csv");
    ShowPredictions.Result written =
        world.show().show(WantedPredictions.highest(run, 5), Optional.of(file.toString()));
    assertThat(written.predictions()).isEmpty();
    assertThat(written.rows()).isEqualTo(5);
    assertThat(Files.readAllLines(file)).hasSize(1 + 5);
  }

  @Test
  void what_there_is_none_of_is_not_found_and_why_is_said() {
    assertNotFound(
        WantedPredictions.highest(new RunId("another"), 1),
        "Cannot show the forecasts of run another: it has made none.");
    assertNotFound(
        of(Optional.of(new CustomerId("nobody")), Optional.empty()),
        "Cannot show the forecast of customer nobody: there is none of ");
  }

  @Test
  void before_the_first_forecast_there_is_nothing_to_show() {
    InMemoryWorld empty = new InMemoryWorld(directory.resolve("empty"));
    assertNotFound(empty, all(), "Cannot show forecasts: there are none yet.");
  }

  @Test
  void an_unknown_segment_is_answered_with_those_of_the_batch() {
    WantedPredictions wanted = of(Optional.empty(), Optional.of(new Property("value", "middle")));
    assertNotFound(wanted, "Cannot show the segment value=middle: no customer is in it.");
    assertThatThrownBy(() -> show(wanted))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            e -> assertThat(e.hint()).contains("value=top tenth", "tenure="));
  }

  private static void assertNotFound(WantedPredictions wanted, String why) {
    assertNotFound(world, wanted, why);
  }

  private static void assertNotFound(InMemoryWorld of, WantedPredictions wanted, String why) {
    assertThatThrownBy(() -> of.show().show(wanted, Optional.empty()))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageStartingWith(why);
  }
}
