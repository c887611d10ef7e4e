package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PlaceholderTest {
  @Test
  void runs_an_example() {
    assertThat(1 + 1).isEqualTo(2);
  }

  @Property
  void runs_a_property(@ForAll int number) {
    assertThat(Math.floorMod(number, 2)).isBetween(0, 1);
  }
}
