package dev.sinew.hal.power;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.bus.BusStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupplyEnableTest {
    private final List<Boolean> levels = new ArrayList<>();
    private BusStatus ending = BusStatus.OK;
    private final SupplyEnable supply = new SupplyEnable(high -> {
        levels.add(high);
        return ending;
    });

    @Test
    void highIsOnAndLowIsOff() {
        supply.on();
        supply.off();

        assertEquals(List.of(true, false), levels);
    }

    @Test
    void saysHowTheLineEnded() {
        assertEquals(BusStatus.OK, supply.on());
        ending = BusStatus.GONE;
        assertEquals(BusStatus.GONE, supply.off());
    }
}
