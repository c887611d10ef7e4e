package io.spendcast.bootstrap.wiring;

/** The opened and connected parts of Spendcast; closing closes what was opened. */
public interface Parts extends AutoCloseable {
  /** The part of this type; asking for one outside the need is a programming error. */
  <T> T get(Class<T> type);

  @Override
  void close();
}
