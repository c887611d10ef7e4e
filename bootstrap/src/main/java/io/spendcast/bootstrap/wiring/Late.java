package io.spendcast.bootstrap.wiring;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is opened when it is first asked for, and closed if it was. */
final class Late<T> implements Supplier<T>, AutoCloseable {
  private final Supplier<T> opening;
  private final Consumer<T> closing;
  private Optional<T> opened = Optional.empty();

  Late(Supplier<T> opening, Consumer<T> closing) {
    this.opening = opening;
    this.closing = closing;
  }

  @Override
  public T get() {
    if (opened.isEmpty()) {
      opened = Optional.of(opening.get());
    }
    return opened.get();
  }

  @Override
  public void close() {
    opened.ifPresent(closing);
  }
}
