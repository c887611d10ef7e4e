package io.spendcast.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ValueSketchTest {
  private static ValueSketch of(double... values) {
    ValueSketch sketch = new ValueSketch();
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
  }

  @Test
  void missing_zero_and_other_values_are_counted_apart() {
    ValueSketch sketch = of(Double.NaN, 0, -0.0, 3, -3, Double.NaN, 5);
    assertThat(sketch.rows()).isEqualTo(7);
    assertThat(sketch.missing()).isEqualTo(2);
    assertThat(sketch.zeros()).isEqualTo(2);
    assertThat(sketch.mean()).isEqualTo(1);
  }

  @Test
  void small_whole_numbers_have_cells_of_their_own() {
    for (int i = -31; i < 31; i++) {
      assertThat(of(i, i + 1).cells()).hasSize(2);
    }
  }

  @Test
  void without_a_known_value_mean_and_quantiles_are_unknown() {
    assertThat(new ValueSketch().rows()).isZero();
    assertThat(of(Double.NaN).mean()).isNaN();
    assertThat(of(Double.NaN).quantile(0.5)).isNaN();
  }

  @Property(tries = 200)
  void a_quantile_is_one_sixteenth_off_at_most(
      @ForAll @Size(min = 1, max = 50) double @DoubleRange(min = -1e9, max = 1e9) [] values,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int index = Math.max(0, (int) Math.ceil(share * sorted.length) - 1);
    assertThat(of(values).quantile(share))
        .isCloseTo(sorted[index], within(Math.abs(sorted[index]) / 16 + 1e-300));
  }

  @Test
  void merging_gives_what_one_sketch_of_all_gives() {
    double[] values = new Random(7).doubles(1_000, -50, 1_000).toArray();
    ValueSketch merged = new ValueSketch();
    for (int i = 0; i < values.length; i += 100) {
      merged.merge(of(Arrays.copyOfRange(values, i, i + 100)));
    }
    assertThat(merged.cells()).isEqualTo(of(values).cells());
    assertThat(merged.mean()).isCloseTo(of(values).mean(), within(1e-9));
    assertThat(merged.quantile(0)).isEqualTo(of(values).quantile(0));
    assertThat(merged.quantile(1)).isEqualTo(of(values).quantile(1));
  }
}
