package dev.sinew.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.emulator.PlantProvider;
import dev.sinew.sim.world.BalancerParameters;
import dev.sinew.sim.world.BalancerStart;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MujocoPlantsTest {
    private static final long TICK = 10_000_000;

    private final MujocoPlants plants = new MujocoPlants();

    @Test
    void isFoundAsAService() {
        var provider = ServiceLoader.load(PlantProvider.class).findFirst().orElseThrow();

        assertTrue(provider.supports("balancer"));
    }

    @Test
    void standsOnItsStandUntilTheSupplyIsOn() {
        try (Plant plant = plants.open("balancer", BalancerParameters.NOMINAL, new BalancerStart(0.05, 0, 0), 1)) {
            plant.advance(100 * TICK);
            assertEquals(0.05, plant.trueTilt(), 1e-12);
            assertEquals(1_000_000_000, plant.nanos());
            assertEquals(0, plant.supplyVoltage());

            plant.supplyEnabled(true);
            plant.advance(50 * TICK);
            assertTrue(plant.trueTilt() > 0.1, "tilt " + plant.trueTilt());
            assertEquals(11.1, plant.supplyVoltage());
        }
    }

    @Test
    void drawsEverythingFromItsSeed() {
        try (Plant plant = plants.open("balancer", 1);
                Plant same = plants.open("balancer", 1);
                Plant other = plants.open("balancer", 2)) {
            assertEquals(rate(plant), rate(same));
            assertNotEquals(rate(plant), rate(other));
            plant.reset(2);
            assertEquals(rate(other), rate(plant));
        }
    }

    @Test
    void refusesTimeThatIsNoMultipleOfItsStep() {
        try (Plant plant = plants.open("balancer", 1)) {
            var e = assertThrows(IllegalArgumentException.class, () -> plant.advance(1_500_000));

            assertEquals("time must move by a positive multiple of 1000000 ns, was 1500000", e.getMessage());
        }
    }

    private static double rate(Plant plant) {
        double[] rate = new double[3];
        plant.angularVelocity(rate);
        return rate[1];
    }
}
