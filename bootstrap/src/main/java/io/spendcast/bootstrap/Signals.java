package io.spendcast.bootstrap;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What asks the process to end: Ctrl-C, {@code kill}, a terminal that is closed. Java's own answer
 * is to end with a code of the signal's; ours is to end with one code for all.
 *
 * <p>The classes are the JDK's supported exception to its rule ({@code jdk.unsupported}), but a
 * compiler warns of them; so they are asked for by name. Where they are missing, Java's own answer
 * remains.
 */
final class Signals {
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

  private Signals() {}

  /**
   * Does this in a thread of its own when a signal asks the process to end. Whoever asks again does
   * not want to wait: then the process ends at once.
   */
  static void onEnd(Runnable work, int impatientCode) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable once =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(impatientCode);
          }
          new Thread(work, "signal-end").start();
        };
    ENDING.forEach(name -> handle(name, once));
  }

  private static void handle(String name, Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null, signal.getConstructor(String.class).newInstance(name), doing(handler, work));
    } catch (ReflectiveOperationException | LinkageError e) {
      // Java's own answer remains: -Xrs was given, or the platform has no such signal.
      return;
    }
  }

  private static Object doing(Class<?> handler, Runnable work) {
    return Proxy.newProxyInstance(
        Signals.class.getClassLoader(),
        new Class<?>[] {handler},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(work, arguments);
          }
          work.run();
          return work;
        });
  }
}
